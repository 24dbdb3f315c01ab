/** The home page, the pages of tools and workers. */
@NullMarked
package dev.groundplan.home.web;

import org.jspecify.annotations.NullMarked;
