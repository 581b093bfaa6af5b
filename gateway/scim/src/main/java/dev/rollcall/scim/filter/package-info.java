/**
 * Attribute paths and filters (RFC 7644 sections 3.4.2.2 and 3.10): syntax tree, parser, printer. Evaluates nothing: filters
 * are translated to SQL elsewhere. Start reading at {@link dev.rollcall.scim.filter.Filter}.
 */
@NullMarked
package dev.rollcall.scim.filter;

import org.jspecify.annotations.NullMarked;
