/**
 * Queries: SCIM resources, members, events and ledger as they are committed. Filters, sort and paging are translated to SQL in
 * full; nothing is filtered in memory and nothing is changed here. Imports {@code scim}, {@code core.model} and
 * vertx-pg-client. Rooms: {@code member}, {@code resource}, {@code sql}. Start reading at
 * {@link dev.rollcall.core.read.resource.ResourceQueries}, then {@code ListSql}, which puts a list together of
 * {@code ListPart}s: {@code FilterSql} says what matches, {@code Lookups} which index finds it.
 */
@NullMarked
package dev.rollcall.core.read;

import org.jspecify.annotations.NullMarked;
