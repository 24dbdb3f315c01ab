/** The catalog's pages. */
@NullMarked
package dev.groundplan.catalog.web;

import org.jspecify.annotations.NullMarked;
