/**
 * What a command of an administrator changes in the settings, and the work on members that follows from it. Start reading at
 * {@code RulePlanner}.
 */
@NullMarked
package dev.rollcall.core.decide.plan;

import org.jspecify.annotations.NullMarked;
