import { constants } from 'node:fs';

/** Absent on Windows, which has neither pipes nor, for most people, links among its files. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

/** For a regular file: opening a pipe would wait for somebody who writes. */
export const READ = O_RDONLY | O_NONBLOCK;
/** The same, and a link that took the file's place since it was looked at is not followed. */
export const READ_NO_LINK = READ | O_NOFOLLOW;
