/** What other contexts may use of settlement. Its events are in events.ts. */
