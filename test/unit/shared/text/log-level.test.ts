import { expect, it } from 'vitest';
import { levelOf } from '../../../../src/shared/text/log-level.ts';

it.each([
  'ERROR: cannot open texture',
  '\u001b[31mERROR\u001b[0m: in red',
  '2026-11-21 10:00:00,123 ERROR render: lost',
  '[error] nothing there',
  'scene.c:12:4: error: expected expression',
  'error[E0308]: mismatched types',
  'Error: Cannot find module',
  'ValueError: invalid literal',
  'java.lang.NullPointerException: null',
  'Exception in thread "main" java.lang.Error',
  'Traceback (most recent call last):',
  'fatal: not a git repository',
  "thread 'main' panicked at src/main.rs:2:5",
  'Segmentation fault (core dumped)',
  'sh: 1: blender: not found',
  'cat: scene.blend: No such file or directory',
  '| CRITICAL | out of memory',
])('is an error: %s', (line) => expect(levelOf(line)).toBe('error'));

it.each([
  'WARNING: low memory',
  'Warning: deprecated node',
  'scene.c:3:1: warning: unused variable',
  '[warn] slow disk',
  'DeprecationWarning: use another',
  'WARN  [render] retry',
])('is a warning: %s', (line) => expect(levelOf(line)).toBe('warning'));

it.each([
  '0 errors, 0 warnings',
  'frame 12 of 240',
  'error_log.txt written',
  'rendering terror.blend',
  'no-ERROR-here',
  '',
])('is neither: %s', (line) => expect(levelOf(line)).toBe(undefined));
