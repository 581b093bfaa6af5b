/**
 * Lists of SCIM resources: filters, sort and pages as SQL. Start reading at {@code ResourceQueries}, then {@code ListSql},
 * which puts a list together of {@code ListPart}s: {@code FilterSql} says what matches, {@code Lookups} which index finds it.
 */
@NullMarked
package dev.rollcall.core.read.resource;

import org.jspecify.annotations.NullMarked;
