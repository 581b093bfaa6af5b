/**
 * The contract of quirks: JSON examples that show what each one does, and one suite of tests that holds all adapters to them.
 * Examples of an adapter's own quirks lie in its test resources under {@code quirks/<quirk id>/}, those of shared quirks here.
 * May import {@code dev.rollcall.testkit.simulate}, {@code dev.rollcall.spi},
 * {@code dev.rollcall.scim}, JUnit and AssertJ. Start reading at
 * {@link dev.rollcall.testkit.quirk.QuirkContract}.
 */
@NullMarked
package dev.rollcall.testkit.quirk;

import org.jspecify.annotations.NullMarked;
