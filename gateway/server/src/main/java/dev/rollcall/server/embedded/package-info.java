/**
 * A PostgreSQL of the gateway's own for {@code ./rollcall up}: durable, kept between starts, cleaned up after a kill. Imports no
 * other room.
 */
@NullMarked
package dev.rollcall.server.embedded;

import org.jspecify.annotations.NullMarked;
