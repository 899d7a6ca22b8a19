import type { Table } from '../signature.ts';

/** A file is missing, or not to be read, written or run: no peer is involved. */
export const localFiles: Table = {
  strength: 'words',
  about: 'local',
  signatures: [
    {
      id: 'local:file',
      source: 'errno.h ENOENT, EACCES, EROFS and ENOSPC in the words of Node, Go, Python, PHP, shells and runc',
      example:
        'PHP Warning:  file_get_contents(/etc/app/key.pem): Failed to open stream: No such file or directory in /app/index.php on line 3',
      gives: 'other',
      words: [
        'no such file or directory',
        'permission denied',
        'read-only file system',
        'no space left on device',
        'enoent',
        'enospc',
        'erofs',
        'eacces: ',
        'is a directory',
        'nosuchfileexception',
        'filenotfoundexception',
        'filenotfounderror',
        'exec format error',
        'accessdeniedexception',
      ],
      pattern:
        /\bFailed to open stream: (?:No such file|Permission denied|Is a directory)|\b(?:open|stat|lstat|mkdir|chown|chmod|fork\/exec|exec|unlink|remove|rename|readlink|read|write|create|link|symlink|chdir|mount)(?::)? \\?"?\.{0,2}\/[^\s:"]{1,400}\\?"?: (?:permission denied|read-only file system|no space left|is a directory|no such file)|\bexec: \\?"[^"\\]{1,300}\\?": |\bexec format error\b|\bno space left on device\b|\bread-only file system\b|\b(?:ENOSPC|EROFS)\b|\bE(?:ACCES|NOENT): .{0,60}, (?:open|scandir|mkdir|stat|lstat|access|unlink|copyfile|rename|chmod|chown|rmdir|readlink|link|symlink|watch|utime|mkdtemp|realpath) '|\bPermissionError: \[Errno 13\] Permission denied: |\b(?:FileNotFoundError: \[Errno 2\]|IsADirectoryError)\b|\bjava\.(?:nio\.file\.(?:NoSuchFile|AccessDenied|FileSystem)Exception|io\.FileNotFoundException)\b|(?:^|[\s:])\/[\w./-]{1,300}: (?:Permission denied|No such file or directory|not found)$/i,
      class: 'other',
      targetInGroups: true,
    },
  ],
};
