/**
 * What is wrong with a profile, and where.
 */
@NullMarked
package dev.rollcall.spi.profile.problem;

import org.jspecify.annotations.NullMarked;
