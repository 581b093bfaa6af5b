/**
 * Bulk requests (RFC 7644 section 3.7). Start reading at {@code BulkRun}.
 */
@NullMarked
package dev.rollcall.server.scim.bulk;

import org.jspecify.annotations.NullMarked;
