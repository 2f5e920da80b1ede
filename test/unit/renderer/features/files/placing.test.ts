import { describe, expect, it } from 'vitest';
import { placePictures } from '../../../../../src/renderer/features/files/placing.ts';

const size = (width: number, height: number) => ({ width, height });
const room = size(416, 216);

describe('pictures on the stage', () => {
  it('are as large as there is room, and small ones enlarged four times at most', () => {
    expect(placePictures(room, size(1920, 1080), undefined)).toEqual({
      box: size(356, 200),
      scale: 200 / 1080,
      front: { x: 0, y: 0, ...size(356, 200) },
      back: undefined,
    });
    expect(placePictures(room, size(10, 20), undefined).box).toEqual(size(40, 80));
    expect(placePictures(size(0, 0), size(10, 20), undefined).box).toEqual(size(1, 1));
  });

  it('of one shape cover each other, also of fewer pixels', () => {
    const { front, back } = placePictures(room, size(400, 200), size(101, 50));
    expect(back).toEqual(front);
  });

  it('of two shapes keep each its own, around one middle', () => {
    expect(placePictures(room, size(400, 200), size(300, 600))).toEqual({
      box: size(400, 200),
      scale: 1,
      front: { x: 0, y: 0, ...size(400, 200) },
      back: { x: 150, y: 0, ...size(100, 200) },
    });
    expect(placePictures(room, size(300, 600), size(400, 200)).front.x).toBe(150);
  });
});
