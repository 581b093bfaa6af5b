/**
 * The fine print of RFC 7643 and RFC 7644, a test for each rule, over real HTTP and a real database, in a tolerant and in a strict
 * directory. {@code rules.json} has the rules; docs/conformance.md is made from it and from these tests. Start reading at
 * {@code PatchIT}.
 */
package dev.rollcall.server.conformance;
