/** Light as it was rendered, three numbers of 16 bits a pixel, from the upper left on. */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array<ArrayBuffer>;
}
