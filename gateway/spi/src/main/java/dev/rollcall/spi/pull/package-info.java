/**
 * The interface to a provider that has to be read because it does not send: pages of users, groups and members, already canonical,
 * and errors classified by their meaning. No state, no schedule and no knowledge of the core: those are in
 * {@code dev.rollcall.pull}. Imports {@code spi.simulate}. Start reading at {@link dev.rollcall.spi.pull.DirectorySource}.
 */
@NullMarked
package dev.rollcall.spi.pull;

import org.jspecify.annotations.NullMarked;
