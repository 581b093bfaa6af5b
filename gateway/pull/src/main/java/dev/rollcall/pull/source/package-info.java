/**
 * The source from which a directory is read: its settings, the lease that lets one node read at a time, and the record of each
 * reading. Start reading at {@code Sources}.
 */
@NullMarked
package dev.rollcall.pull.source;

import org.jspecify.annotations.NullMarked;
