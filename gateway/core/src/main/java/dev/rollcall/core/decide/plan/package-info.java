/**
 * Plans commands of administrators: what they change in the settings, and the work on members that follows. Start reading at
 * {@code RulePlanner}.
 */
@NullMarked
package dev.rollcall.core.decide.plan;

import org.jspecify.annotations.NullMarked;
