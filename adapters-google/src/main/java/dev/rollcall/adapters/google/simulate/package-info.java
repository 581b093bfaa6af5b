/**
 * Google played by the gateway itself: a server with the shapes, pages, quotas and errors of the Directory API and of Google's
 * token endpoint, before a made-up tenant that can live on while it is read. Nothing here is used to read Google. Imports
 * {@code spi}. Rooms: {@code tenant}. Start reading at {@link dev.rollcall.adapters.google.simulate.FakeGoogle}, then
 * {@link dev.rollcall.adapters.google.simulate.tenant.Tenant}.
 */
@NullMarked
package dev.rollcall.adapters.google.simulate;

import org.jspecify.annotations.NullMarked;
