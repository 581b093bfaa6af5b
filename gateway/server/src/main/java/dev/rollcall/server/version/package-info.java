/** Which build this is, as the command line, the API, the metrics and the log show it. Imports nothing of the gateway. */
@NullMarked
package dev.rollcall.server.version;

import org.jspecify.annotations.NullMarked;
