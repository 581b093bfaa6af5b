package dev.rollcall.core.admin.demo;

/**
 * A directory that the demo begins with.
 *
 * @param name what people call it
 * @param provider id of the adapter that reads its traffic
 */
public record DemoDirectory(String name, String provider) {}
