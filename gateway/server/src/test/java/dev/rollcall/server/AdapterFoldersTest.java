package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AdapterFoldersTest {

    @Test
    @DisplayName("Every folder of an adapter is in the list of adapters, so that no test passes it over")
    void everyFolderIsListed() {
        assertThat(AdapterFolders.onDisk()).isNotEmpty();
        assertThat(AdapterFolders.providers()).containsExactlyInAnyOrderElementsOf(AdapterFolders.onDisk());
    }

    @Test
    @DisplayName("Every adapter is of a folder, by itself or as a preset of another")
    void everyAdapterHasAFolder() {
        assertThat(Adapters.all()).extracting(AdapterFoldersTest::folder).isSubsetOf(AdapterFolders.onDisk());
    }

    /** {@code dev.rollcall.adapters.NAME}. */
    private static String folder(Adapter adapter) {
        return adapter.getClass().getPackageName().split("\\.", -1)[3];
    }
}
