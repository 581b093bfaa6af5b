/**
 * The API of directories that are read: how each is read, whether that works, and its readings. The readings themselves are in
 * {@code dev.rollcall.pull}. Imports {@code core}, {@code pull}, {@code resilience}, {@code server.api}, {@code server.auth},
 * {@code server.config}, {@code server.guard}, {@code server.http} and {@code spi}. Start reading at
 * {@link dev.rollcall.server.pull.PullArea}.
 */
@NullMarked
package dev.rollcall.server.pull;

import org.jspecify.annotations.NullMarked;
