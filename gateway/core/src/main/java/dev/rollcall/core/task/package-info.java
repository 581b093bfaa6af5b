/**
 * The core's background tasks: looking again at users who wait, and ending what was granted or decided for a limited time. Start
 * reading at {@code Reconsiderations}.
 */
@NullMarked
package dev.rollcall.core.task;

import org.jspecify.annotations.NullMarked;
