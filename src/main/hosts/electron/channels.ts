/** The one IPC channel each way; the preload and the main process share these names. */
export const TO_MAIN = 'jobwright:request';
export const TO_PAGE = 'jobwright:message';
