import { describe, expect, it } from 'vitest';
import { profileNamed, profiles } from './index.ts';
import { describeSetting, kubernetesProfile, type SettingName, settingValues, settledSettings } from './profile.ts';

describe('a profile', () => {
  it('has a name of its own', () => {
    expect(new Set(profiles.map(({ name }) => name)).size).toBe(profiles.length);
    expect(profiles.map(({ name }) => profileNamed(name))).toEqual(profiles);
    expect(profileNamed('weave')).toBeUndefined();
  });

  it('settles only what is open, with one of the known values', () => {
    for (const { settings } of profiles) {
      for (const [name, value] of Object.entries(settings)) {
        expect(settingValues[name as SettingName]).toContain(value);
      }
    }
  });

  it('that is the specification settles nothing that it leaves open', () => {
    expect(profileNamed('kubernetes')).toEqual({
      name: 'kubernetes',
      settings: { ipBlockMatchesPods: 'yes', ipBlockMatchesNodes: 'yes' },
    });
  });

  it('is completed by the commoner value of each setting that it leaves open', () => {
    const commoner = Object.fromEntries(Object.entries(settingValues).map(([name, [first]]) => [name, first]));
    expect(settledSettings(kubernetesProfile)).toEqual(commoner);
    for (const profile of profiles) {
      expect(settledSettings(profile)).toEqual({ ...commoner, ...profile.settings });
    }
  });

  it('says whether a denied client waits or is refused, where that is known', () => {
    expect(profiles.map(({ name, denial }) => [name, denial])).toContainEqual(['kube-router', 'reject']);
    expect(profileNamed('calico')?.denial).toBe('drop');
  });

  it('has words for every setting', () => {
    const texts = Object.keys(settingValues).map((name) => describeSetting(name as SettingName));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.every((text) => /^(whether|which) /.test(text))).toBe(true);
  });
});
