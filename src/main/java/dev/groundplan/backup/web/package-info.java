/** The page of the backups. */
@NullMarked
package dev.groundplan.backup.web;

import org.jspecify.annotations.NullMarked;
