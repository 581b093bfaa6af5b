/**
 * What a directory has now beside what was read of it, and what becomes of the difference. Start reading at {@code Known}.
 */
@NullMarked
package dev.rollcall.pull.change;

import org.jspecify.annotations.NullMarked;
