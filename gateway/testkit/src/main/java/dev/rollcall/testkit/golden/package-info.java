/**
 * Texts that are made by code and committed, so that a change of them is seen in review. Imports AssertJ only. Start reading at
 * {@link dev.rollcall.testkit.golden.GoldenFile}.
 */
@NullMarked
package dev.rollcall.testkit.golden;

import org.jspecify.annotations.NullMarked;
