/**
 * The API of directories that are read: how each is read, whether that works, and its readings. The readings themselves are in
 * {@code dev.rollcall.pull}. May import the API's room and what it stands on. Start reading at
 * {@link dev.rollcall.server.pull.PullArea}.
 */
@NullMarked
package dev.rollcall.server.pull;

import org.jspecify.annotations.NullMarked;
