/**
 * The rows that a batch has loaded and every change to them, with the sums, events and ledger entries that follow. Holds no rule.
 * Start reading at {@code Workspace}; each kind of row it leads to ({@code Users}, {@code Groups}, {@code Memberships},
 * {@code People}) has a class that finds it.
 */
@NullMarked
package dev.rollcall.core.decide.workspace;

import org.jspecify.annotations.NullMarked;
