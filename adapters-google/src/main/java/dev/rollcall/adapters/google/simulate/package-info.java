/**
 * A simulated Google: a server with the shapes, pages, quotas and errors of the Directory API and of Google's token endpoint, in
 * front of a made-up tenant that can change while it is read. Nothing here is used to read Google. Imports {@code spi}. Rooms:
 * {@code tenant}. Start reading at {@link dev.rollcall.adapters.google.simulate.FakeGoogle}, then
 * {@link dev.rollcall.adapters.google.simulate.tenant.Tenant}.
 */
@NullMarked
package dev.rollcall.adapters.google.simulate;

import org.jspecify.annotations.NullMarked;
