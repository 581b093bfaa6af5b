package dev.rollcall.server.cli.kit;

import org.jspecify.annotations.Nullable;

/** Builds the query parameters of a request; those that are null are left out. */
public final class Query {

    private final StringBuilder text = new StringBuilder();

    /** Adds one. */
    public Query with(String name, @Nullable String value) {
        if (value != null) {
            text.append('&').append(name).append('=').append(GatewayClient.encoded(value));
        }
        return this;
    }

    /** Each behind an ampersand. */
    @Override
    public String toString() {
        return text.toString();
    }
}
