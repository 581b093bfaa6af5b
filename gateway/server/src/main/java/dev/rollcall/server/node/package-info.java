/**
 * One running node: all parts wired by hand, started and stopped in order; the table of routes; the list of adapters. Start
 * reading at {@link dev.rollcall.server.node.Gateway}.
 */
@NullMarked
package dev.rollcall.server.node;

import org.jspecify.annotations.NullMarked;
