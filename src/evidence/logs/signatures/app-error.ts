import type { Table } from '../signature.ts';

/** The last words of a program that say why it ended where nothing else does. As remarks they yield to every other reading. */
export const appError: Table = {
  strength: 'remark',
  signatures: [
    {
      id: 'app-error/out-of-memory',
      source: 'v8 src/api/api.cc FatalProcessOutOfMemory; openjdk OutOfMemoryError; golang runtime/malloc.go; php Zend/zend_alloc.c; cpython MemoryError',
      example: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      gives: 'app-error',
      words: ['out of memory', 'outofmemory', 'memoryerror', 'allowed memory size of', 'cannot allocate memory', 'std::bad_alloc', 'oomkilled', 'failed to allocate memory', 'memory allocation of'],
      pattern:
        /\bout of memory\b|\bOutOfMemory(?:Error|Exception)?\b|\bMemoryError\b|\bAllowed memory size of \d|\b[Cc]annot allocate memory\b|\bstd::bad_alloc\b|\bOOMKilled\b|\b[Ff]ailed to allocate memory\b|\bmemory allocation of \d{1,20} bytes failed/i,
      class: 'app-error',
      targetInGroups: true,
    },
    {
      id: 'app-error/crash',
      source: 'POSIX signals as shells, glibc and golang runtime/signal_unix.go print them',
      example: '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1b5140d]',
      gives: 'app-error',
      words: ['segmentation fault', 'sigsegv', 'sigabrt', 'sigbus', 'sigill', 'core dumped', 'bus error', 'illegal instruction', 'stack overflow', 'double free', 'corrupted size', 'assertion failed', 'assertion `', 'unexpected signal'],
      pattern: /\bsegmentation (?:fault|violation)\b|\bSIG(?:SEGV|ABRT|BUS|ILL)\b|\bcore dumped\b|\bbus error\b|\billegal instruction\b|\bstack overflow\b|\bdouble free or corruption\b|\bAssertion (?:`|failed)/i,
      class: 'app-error',
    },
    {
      id: 'app-error/go-panic',
      source: 'golang/go runtime/panic.go printpanics, throw',
      example: 'panic: runtime error: invalid memory address or nil pointer dereference',
      gives: 'app-error',
      words: ['panic: ', 'fatal error: ', 'panicked at', 'panic('],
      pattern: /(?:^|\s)(?:panic|fatal error): |\bpanicked at\b|\bKernel panic\b/,
      class: 'app-error',
    },
    {
      id: 'app-error/java',
      source: 'openjdk java.lang.ThreadGroup.uncaughtException; sun.launcher; spring-boot SpringApplication',
      example: 'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()"',
      gives: 'app-error',
      words: ['exception in thread', 'could not find or load main class', 'application run failed', 'no main manifest attribute', 'application failed to start', 'unsupportedclassversionerror', 'beancreationexception', 'unable to access jarfile', 'checksum mismatch', 'could not create the java virtual machine', 'unrecognized vm option'],
      pattern:
        /\bException in thread "|\bCould not find or load main class\b|\bApplication run failed\b|\bno main manifest attribute\b|\bAPPLICATION FAILED TO START\b|\bUnsupportedClassVersionError\b|\bBeanCreationException\b|\bUnable to access jarfile\b|\b[Cc]hecksum mismatch\b|\bCould not create the Java Virtual Machine\b/,
      class: 'app-error',
      runtime: 'java',
    },
    {
      id: 'app-error/dotnet',
      source: 'dotnet/runtime src/coreclr/vm/excep.cpp DefaultCatchHandler',
      example: "Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.",
      gives: 'app-error',
      words: ['unhandled exception', 'unhandled error', 'hosting failed to start', 'host terminated unexpectedly', 'terminated unexpectedly', 'terminate called'],
      pattern: /\bUnhandled (?:exception|error)\b|\bHosting failed to start\b|\b(?:Host|Application) terminated unexpectedly\b|\bterminate called (?:after|without)/i,
      class: 'app-error',
    },
    {
      id: 'app-error/node',
      source: 'nodejs/node lib/internal/process/promises.js, src/node_errors.cc; lib/internal/modules/cjs/loader.js',
      example: "Error: Cannot find module './config/missing.json'",
      gives: 'app-error',
      words: ['uncaught', 'unhandledpromiserejection', 'unhandled rejection', 'unhandledrejection', 'unhandled promise', 'cannot find module', 'cannot find package', 'err_module_not_found', 'err_unhandled', 'npm err!', 'npm error', 'elifecycle', 'unhandled \'error\' event'],
      pattern: /\bUncaught\b|\bUnhandled ?(?:Promise ?)?Rejection\b|\bCannot find (?:module|package) '|\bERR_MODULE_NOT_FOUND\b|\bERR_UNHANDLED_\w|\bnpm (?:ERR!|error) (?:code|errno|Lifecycle)|\bELIFECYCLE\b|\bUnhandled 'error' event\b/i,
      class: 'app-error',
    },
    {
      id: 'app-error/exception',
      source: 'the uncaught exceptions of JavaScript, Python, Java, Ruby, PHP, Erlang: a name that ends in Error or Exception, then a colon',
      example: "TypeError: Cannot destructure property 'x' of 'undefined' as it is undefined.",
      gives: 'app-error',
      words: ['error', 'exception', 'haltserver'],
      pattern:
        /^\s{0,20}(?:\[?[\w -]{1,30}\]? )?(?:\w{1,80}(?:::|[.\\/])){0,10}[A-Z]?\w{0,80}(?:Error|Exception|Fault|HaltServer|Warning\b(?<=Fatal error))(?: \[\w{1,60}\]| \(\w{1,60}\))?(?::|$)|\*\* \([A-Z][\w.]{1,100}Error\)|\bPHP (?:Fatal|Parse) error: |(?:^|\s)(?:[a-z]\w{0,60}\.){1,8}[A-Z]\w{1,80}(?:Error|Exception)\b|\([A-Z][\w:]{1,80}Error\)$/,
      class: 'app-error',
    },
    {
      id: 'app-error/fatal-level',
      source: 'the highest levels of log4j, zap, logrus, klog, python logging, serilog, postgres',
      example: '2026-11-22 09:00:00 FATAL could not initialise the scheduler',
      gives: 'app-error',
      words: ['fatal', 'crit', 'emerg', 'panic'],
      pattern: /(?:^|[\s[|<"(=])(?:FATAL|CRITICAL|EMERG(?:ENCY)?|PANIC)(?:[\s\]|>":)]|$)|\blevel=(?:fatal|panic|critical|dpanic)\b|^\s{0,8}(?:fatal|panic|crit(?:ical)?): |^\[(?:fatal|critical)\] /i,
      class: 'app-error',
    },
    {
      id: 'app-error/gave-up',
      source: 'gunicorn arbiter.py; supervisor; s6; tini; the wording of shells: exit status of a child',
      example: '[2025-06-08 21:37:14 +0000] [1] [ERROR] Worker (pid:7) exited with code 3',
      gives: 'app-error',
      words: ['exited with code', 'exit code', 'exit status', 'failed to boot', 'exiting due to', 'shutting down due to', 'command not found', 'fatal_error', 'gave up:', 'oci runtime create failed', 'failed to start'],
      pattern: /\bexited with code [1-9]|\bexit (?:code|status):? [1-9]|\bfailed to boot\b|\b(?:exiting|shutting down) due to\b|: command not found$|: not found$|\bOCI runtime create failed\b|\b(?:application|server|service|process) failed to start\b/i,
      class: 'app-error',
    },
  ],
};
