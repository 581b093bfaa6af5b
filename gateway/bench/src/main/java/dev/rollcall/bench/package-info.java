/**
 * Benchmarks: load on a real gateway process over real HTTP on a durable PostgreSQL, each beside a baseline in the same run. Never
 * part of the shipped jar. Results belong in {@code docs/performance.md}. Rooms: {@code console}, {@code kit}. Start reading at
 * {@link dev.rollcall.bench.Bench}.
 */
@NullMarked
package dev.rollcall.bench;

import org.jspecify.annotations.NullMarked;
