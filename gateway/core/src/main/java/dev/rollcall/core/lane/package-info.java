/**
 * Batching: what arrives for an organisation while a commit is in flight becomes the next transaction. Knows no rule and no
 * SCIM detail. Start reading at {@code Lane}.
 */
@NullMarked
package dev.rollcall.core.lane;

import org.jspecify.annotations.NullMarked;
