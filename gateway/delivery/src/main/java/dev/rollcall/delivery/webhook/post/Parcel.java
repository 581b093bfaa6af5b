package dev.rollcall.delivery.webhook.post;

import java.util.Map;

/**
 * The body and headers of one request to an endpoint.
 *
 * @param contentType of its body
 * @param headers those in addition to the ones that every request has
 */
public record Parcel(String contentType, String body, Map<String, String> headers) {

    public Parcel {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Parcel[" + contentType + "]";
    }
}
