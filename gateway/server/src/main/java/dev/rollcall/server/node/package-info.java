/**
 * One running node: its parts are put together here, started and stopped in order; the routes of SCIM, and the areas that add theirs; the
 * list of adapters. Start reading at {@link dev.rollcall.server.node.Gateway}.
 */
@NullMarked
package dev.rollcall.server.node;

import org.jspecify.annotations.NullMarked;
