/**
 * Tests of the server over real HTTP, on a real database. Start reading at {@link dev.rollcall.server.RunningGateway}.
 */
package dev.rollcall.server;
