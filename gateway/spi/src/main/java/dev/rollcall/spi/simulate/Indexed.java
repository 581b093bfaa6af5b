package dev.rollcall.spi.simulate;

/** Something that has a fixed position in its simulated directory. */
interface Indexed {
    int index();
}
