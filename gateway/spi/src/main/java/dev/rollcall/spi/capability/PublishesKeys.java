package dev.rollcall.spi.capability;

import java.util.List;

/** The provider signs tokens or assertions that a directory may be told to trust, and publishes the public keys. */
public interface PublishesKeys {

    /** The hosts of the keys: names, or {@code *.} and a name for all below it. */
    List<String> keyHosts();
}
