/**
 * Tests of simulated IdPs: a gateway made of a few maps to play against, and the suite that every simulator passes. Imports
 * {@code scim}, {@code spi} and {@code testkit.golden}. Start reading at {@link dev.rollcall.testkit.simulate.SimulatorContract}.
 */
@NullMarked
package dev.rollcall.testkit.simulate;

import org.jspecify.annotations.NullMarked;
