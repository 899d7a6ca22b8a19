import type { Table } from '../signature.ts';

/** git's own protocol; over HTTP it prints what curl says, over SSH what ssh says. */
export const git: Table = {
  strength: 'exact',
  runtime: 'git',
  signatures: [
    {
      id: 'git/connect',
      source: 'git/git connect.c git_tcp_connect_sock',
      example: 'git.example.net[0: 10.0.0.7]: errno=Connection refused',
      gives: 'connection-refused git.example.net',
      words: [']: errno='],
      pattern: /(?<![\w.-])(?<host>[\w.-]{1,253})\[\d{1,3}: [^\]\s]{2,64}\]: errno=(?<cause>.{1,80})/,
      class: 'cause',
    },
  ],
};
