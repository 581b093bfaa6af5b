/**
 * Queries: SCIM resources and members as they are committed. Filters, sort and paging are translated to SQL in full.
 */
@NullMarked
package dev.rollcall.core.read;

import org.jspecify.annotations.NullMarked;
