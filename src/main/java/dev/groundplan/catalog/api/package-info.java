/** The REST API of the catalog. */
@NullMarked
package dev.groundplan.catalog.api;

import org.jspecify.annotations.NullMarked;
