/** A template's files: read from a folder, packed for the store, unpacked for workers. */
@NullMarked
package dev.groundplan.catalog.snapshot;

import org.jspecify.annotations.NullMarked;
