"""The pages: server-rendered, readable without JavaScript, asking no other host for anything."""
