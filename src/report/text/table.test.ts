import { describe, expect, it } from 'vitest';
import { csv, markdownTable, table } from './table.ts';

const header = ['name', 'pods'];

describe('tables', () => {
  it('are as kubectl prints them', () => {
    expect(
      table(header, [
        ['web', '1'],
        ['a-long-name', '22'],
      ]),
    ).toBe('NAME          PODS\nweb           1\na-long-name   22');
  });

  it('as CSV quote what must be quoted, and run no formula', () => {
    expect(
      csv(header, [
        ['a,b', 'say "hi"'],
        ['=1+1', 'x\ny'],
      ]),
    ).toBe('name,pods\n"a,b","say ""hi"""\n\'=1+1,"x\ny"');
  });

  it('as Markdown keep their columns whatever a cell holds', () => {
    expect(markdownTable(header, [['a|b', 'x\ny']])).toBe('| name | pods |\n| --- | --- |\n| a\\|b | x<br>y |');
  });

  it('runs nothing that starts with a minus, and leaves a minus alone', () => {
    expect(csv(['a', 'b'], [['-2+cmd', '-']])).toBe("a,b\n'-2+cmd,-");
  });
});
