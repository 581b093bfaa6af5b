/**
 * Compares what a directory has now with what was read, and carries out the difference. Start reading at {@code Known}.
 */
@NullMarked
package dev.rollcall.pull.change;

import org.jspecify.annotations.NullMarked;
