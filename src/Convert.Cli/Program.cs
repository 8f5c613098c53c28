Console.Error.WriteLine("refold: no command yet");
return 2;
