import { expect, it } from 'vitest';
import { profiles } from '../policy/index.ts';
import { profileNames } from './options.ts';

it('--profile knows every dataplane profile of the engine', () => {
  expect(profileNames).toEqual(profiles.map((profile) => profile.name));
});
